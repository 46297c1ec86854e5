# docker build -f docker/query-side.Dockerfile -t runledger-query-side .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -q -DskipTests -Dspotless.check.skip=true -pl query-side -am package

FROM eclipse-temurin:17-jre
RUN useradd --system runledger
COPY --from=build /src/query-side/target/query-side-*-exec.jar /app/query-side.jar
USER runledger
# Inside a container "loopback" would be the container alone.
ENV SERVER_ADDRESS=0.0.0.0 SERVER_PORT=8082
EXPOSE 8082
ENTRYPOINT ["java", "-jar", "/app/query-side.jar"]
